function Invoke-MfaRequest {
    <#
    .SYNOPSIS
    Sends a request to the host and asks for MFA codes as long as it needs one. Returns the result.
    #>
    [CmdletBinding()]
    [OutputType([psobject])]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Connection,

        [Parameter(Mandatory = $true)]
        [string] $Method,

        [Parameter(Mandatory = $true)]
        [hashtable] $Params,

        # Code: the code that the caller was given, which works once.
        [Parameter(Mandatory = $true)]
        [hashtable] $Mfa
    )

    $isGiven = $false
    while ($true) {
        $answer = Invoke-RoleHostRequest -Connection $Connection -Method $Method -Params $Params
        $Params.Remove('tokenCode')
        if (-not $answer.PSObject.Properties['error']) {
            return $answer.result
        }

        $fault = ConvertTo-RoleError -Fault $answer.error
        if ($fault.FullyQualifiedErrorId -notmatch '^Mfa(Required|CodeSpent|CodeRejected)$' -or $isGiven) {
            throw $fault
        }

        $code = $Mfa.Code
        $Mfa.Code = $null
        $isGiven = $null -ne $code
        if (-not $isGiven) {
            $reason = if ($fault.FullyQualifiedErrorId -eq 'MfaRequired') { '' } else { $fault.Exception.Message }
            $code = Read-MfaCode -Serial $answer.error.data.mfaSerial -Reason $reason
        }

        if ($null -eq $code -or $code.Length -eq 0) {
            throw (ConvertTo-RoleError -Fault $answer.error -Hint 'Run it where PowerShell can ask you, or pass the code with -MfaCode.')
        }

        $Params.tokenCode = (New-Object -TypeName System.Net.NetworkCredential -ArgumentList '', $code).Password.Trim()
        if ($Params.tokenCode -notmatch '^[0-9]{6}$') {
            throw (New-RoleError -Id 'MfaCodeRejected' -Message 'An MFA code has six digits.' -Target $answer.error.data.profile)
        }
    }
}
