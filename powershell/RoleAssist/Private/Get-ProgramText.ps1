function Get-ProgramText {
    <#
    .SYNOPSIS
    Returns what programs wrote to stderr, a text for each program.
    .DESCRIPTION
    PowerShell makes an error of each line. Those of a program begin with NativeCommandError, and go on with
    NativeCommandErrorMessage.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [AllowNull()]
        [AllowEmptyCollection()]
        [object[]] $Errors
    )

    $lines = New-Object -TypeName 'System.Collections.Generic.List[string]'
    foreach ($line in $Errors | Where-Object -Property 'FullyQualifiedErrorId' -Match -Value '^NativeCommandError') {
        if ($line.FullyQualifiedErrorId -notmatch '^NativeCommandErrorMessage' -and $lines.Count -gt 0) {
            ($lines -join "`n").Trim()
            $lines.Clear()
        }

        $lines.Add($line.Exception.Message.TrimEnd())
    }

    if ($lines.Count -gt 0) {
        ($lines -join "`n").Trim()
    }
}
