function Request-AwsSession {
    <#
    .SYNOPSIS
    Lets the host assume a role. Returns the session, without secrets.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection,

        # AssumeParams of the contract.
        [Parameter(Mandatory = $true)]
        [hashtable] $Request,

        # Of Invoke-MfaRequest.
        [Parameter(Mandatory = $true)]
        [hashtable] $Mfa
    )

    $result = Invoke-MfaRequest -Connection $Connection -Method 'roleassist/sessions/assume' -Params $Request -Mfa $Mfa
    if ($result.PSObject.Properties['lockedVaultRemark']) {
        Write-Warning -Message $result.lockedVaultRemark
    }

    $result.session
}
