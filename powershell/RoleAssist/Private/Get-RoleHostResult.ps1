function Get-RoleHostResult {
    <#
    .SYNOPSIS
    Sends a request to the host and returns its result. An error is thrown.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection,

        [Parameter(Mandatory = $true)]
        [string] $Method,

        [hashtable] $Params = @{}
    )

    $answer = Invoke-RoleHostRequest -Connection $Connection -Method $Method -Params $Params
    if ($answer.PSObject.Properties['error']) {
        throw (ConvertTo-RoleError -Fault $answer.error)
    }

    $answer.result
}
