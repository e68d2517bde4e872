function Set-EnvironmentVariable {
    <#
    .SYNOPSIS
    Sets a variable of this process, or removes it if the value is null.
    .DESCRIPTION
    By a method, because module logging records the arguments of Set-Item. PowerShell passes null to a method as an
    empty text, which would set an empty variable since version 7.5.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The public functions ask.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Name,

        [AllowNull()]
        [object] $Value
    )

    if ($null -eq $Value) {
        [Environment]::SetEnvironmentVariable($Name, [NullString]::Value)
    }
    else {
        [Environment]::SetEnvironmentVariable($Name, [string] $Value)
    }
}
