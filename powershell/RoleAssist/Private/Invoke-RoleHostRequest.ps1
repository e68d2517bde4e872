function Invoke-RoleHostRequest {
    <#
    .SYNOPSIS
    Sends a request to the host and returns the answer, which has a result or an error.
    .DESCRIPTION
    The host cancels a request that nobody waits for any longer. Its answer, which then comes late, is skipped.
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

    $Connection.LastId++
    $id = $Connection.LastId
    $isAnswered = $false
    try {
        Send-RoleHostMessage -Connection $Connection -Message @{ id = $id; method = $Method; params = $Params }
        do {
            $answer = Receive-RoleHostMessage -Connection $Connection
        } until ($answer.PSObject.Properties['id'] -and $answer.id -eq $id)
        $isAnswered = $true
        $answer
    }
    finally {
        if (-not $isAnswered -and -not $Connection.Process.HasExited) {
            Send-RoleHostMessage -Connection $Connection -Message @{ method = '$/cancelRequest'; params = @{ id = $id } }
        }
    }
}
