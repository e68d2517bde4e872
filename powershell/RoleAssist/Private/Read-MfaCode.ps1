function Read-MfaCode {
    <#
    .SYNOPSIS
    Asks for the code of an MFA device. Returns nothing if nobody can be asked.
    .DESCRIPTION
    PowerShell asks, not the host, so that it works in every editor and remote session. A secure string is neither shown
    nor written to transcripts.
    #>
    [CmdletBinding()]
    [OutputType([securestring])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Serial,

        # Why it asks again.
        [string] $Reason
    )

    if (-not (Test-CanAsk)) {
        return
    }

    if ($Reason) {
        Write-Warning -Message $Reason
    }

    try {
        Read-Host -Prompt "MFA code of $Serial" -AsSecureString
    }
    catch [System.Management.Automation.PSInvalidOperationException] {
        # PowerShell was started with -NonInteractive.
        return
    }
}
