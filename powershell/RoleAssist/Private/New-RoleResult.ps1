function New-RoleResult {
    <#
    .SYNOPSIS
    Creates the object that Invoke-AwsRole returns for an account and region.
    .DESCRIPTION
    The block failed if it threw, if it wrote an error, or if its last program ended with another code than 0. What a
    program writes to stderr is no error by itself: programs also write progress and warnings there. It is the text of
    the error if the program failed, and a warning otherwise.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It changes nothing.')]
    [CmdletBinding()]
    [OutputType('RoleAssist.Result')]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Role,

        # Values: what the block wrote. Errors: its error stream. Thrown: what ended it. ExitCode: of its last program.
        [Parameter(Mandatory = $true)]
        [hashtable] $Outcome
    )

    $failed = $null -ne $Outcome.ExitCode -and $Outcome.ExitCode -ne 0
    $programs = @(Get-ProgramText -Errors $Outcome.Errors)
    $faults = @(
        $Outcome.Thrown
        $Outcome.Errors | Where-Object -FilterScript { $_.FullyQualifiedErrorId -notmatch '^NativeCommandError' }
    ) | Where-Object -FilterScript {
        # With $PSNativeCommandUseErrorActionPreference, PowerShell reports the exit code, too.
        $null -ne $_ -and -not ($failed -and $_.FullyQualifiedErrorId -match '^ProgramExitedWithNonZeroCode')
    }
    $fault = $faults | Select-Object -First 1
    if ($failed -and $null -eq $fault) {
        # Each program that wrote has a text, and the last one failed.
        $text = $programs | Select-Object -Last 1
        $programs = @($programs | Select-Object -SkipLast 1)
        $message = if ($text) { $text } else { "The last program ended with exit code $($Outcome.ExitCode)." }
        $fault = New-RoleError -Id 'ProgramFailed' -Message $message -Target $Outcome.ExitCode
    }

    $values = @($Outcome.Values)
    [pscustomobject] @{
        PSTypeName = 'RoleAssist.Result'
        Profile    = $Role.Profile
        Account    = $Role.Account
        Region     = $Role.Region
        Value      = if ($values.Count -gt 1) { $values } else { $values | Select-Object -First 1 }
        ExitCode   = $Outcome.ExitCode
        Error      = $fault
    }
    foreach ($text in $programs | Where-Object -FilterScript { $_ }) {
        Write-Warning -Message "$($Role.Profile): $text"
    }
}
