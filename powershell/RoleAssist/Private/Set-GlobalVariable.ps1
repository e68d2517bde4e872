function Set-GlobalVariable {
    <#
    .SYNOPSIS
    Sets a variable in the global scope, or removes it if the value is null.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The public functions ask.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Name,

        [AllowNull()]
        [object] $Value
    )

    if ($null -ne $Value) {
        Set-Variable -Name $Name -Value $Value -Scope Global
    }
    elseif (Get-Variable -Name $Name -Scope Global -ErrorAction Ignore) {
        Remove-Variable -Name $Name -Scope Global
    }
}
