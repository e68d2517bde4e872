function New-RoleError {
    <#
    .SYNOPSIS
    Creates an error whose ID is RoleAssist's name for it.
    .DESCRIPTION
    The functions throw it. An error from ThrowTerminatingError would end only its statement, and a script would go on
    with the credentials that it had before.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It changes nothing.')]
    [CmdletBinding()]
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Id,

        [Parameter(Mandatory = $true)]
        [string] $Message,

        [object] $Target
    )

    $fault = New-Object -TypeName System.InvalidOperationException -ArgumentList $Message
    New-Object -TypeName System.Management.Automation.ErrorRecord -ArgumentList $fault, $Id, 'InvalidOperation', $Target
}
