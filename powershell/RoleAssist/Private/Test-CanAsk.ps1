function Test-CanAsk {
    <#
    .SYNOPSIS
    Returns false if Read-Host would end PowerShell without an error, because it reads the end of its input.
    #>
    [CmdletBinding()]
    [OutputType([bool])]
    param()

    -not ($Host.Name -eq 'ConsoleHost' -and [Console]::IsInputRedirected)
}
