function Stop-RoleHost {
    <#
    .SYNOPSIS
    Ends the host of this PowerShell. Sessions that are kept on disk stay.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The public functions ask.')]
    [CmdletBinding()]
    param()

    if ($null -ne $script:RoleAssist.Connection) {
        # The host ends with its input.
        $script:RoleAssist.Connection.Process.StandardInput.Dispose()
        $script:RoleAssist.Connection.Process.Dispose()
        $script:RoleAssist.Connection = $null
    }
}
