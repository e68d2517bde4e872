function Set-RoleState {
    <#
    .SYNOPSIS
    Gives a session to this process and to the AWS Tools, and notes the state before, for Restore-RoleState.
    .DESCRIPTION
    The state is noted before anything changes, so that it can be brought back if PowerShell is stopped halfway.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The public functions ask.')]
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [object[]] $Variables,

        # Variables in the global scope. They are removed if the value is null.
        [Parameter(Mandatory = $true)]
        [hashtable] $Stored,

        # Environment and Stored, to fill.
        [Parameter(Mandatory = $true)]
        [hashtable] $Before
    )

    foreach ($variable in $Variables) {
        $Before.Environment[$variable.name] = [Environment]::GetEnvironmentVariable($variable.name)
    }

    foreach ($name in $Stored.Keys) {
        $Before.Stored[$name] = Get-Variable -Name $name -Scope Global -ErrorAction Ignore | Select-Object -Property 'Value'
    }

    foreach ($variable in $Variables) {
        Set-EnvironmentVariable -Name $variable.name -Value $variable.value
    }

    foreach ($name in $Stored.Keys) {
        Set-GlobalVariable -Name $name -Value $Stored[$name]
    }
}
