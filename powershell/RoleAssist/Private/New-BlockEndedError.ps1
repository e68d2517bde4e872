function New-BlockEndedError {
    <#
    .SYNOPSIS
    Creates the error of a block that did not come to its end, because it left a loop that is not its own.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It changes nothing.')]
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param()

    New-RoleError -Id 'BlockEnded' -Message 'The block ended itself by break, continue or exit, so what it wrote is lost. Use return.'
}
