function Set-RoleState {
    <#
    .SYNOPSIS
    Gives a session to this process and to the AWS Tools, and returns the state before, for Restore-RoleState.
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'The public functions ask.')]
    [CmdletBinding()]
    [OutputType([hashtable])]
    param(
        [Parameter(Mandatory = $true)]
        [object[]] $Variables,

        # The variables of the AWS Tools in the global scope. They are removed if the value is null.
        [hashtable] $Stored = @{}
    )

    $before = @{ Environment = @{}; Stored = @{} }
    foreach ($variable in $Variables) {
        $before.Environment[$variable.name] = [Environment]::GetEnvironmentVariable($variable.name)
    }

    foreach ($name in $Stored.Keys) {
        $before.Stored[$name] = Get-Variable -Name $name -Scope Global -ErrorAction Ignore | Select-Object -Property 'Value'
    }

    foreach ($variable in $Variables) {
        Set-EnvironmentVariable -Name $variable.name -Value $variable.value
    }

    foreach ($name in $Stored.Keys) {
        Set-GlobalVariable -Name $name -Value $Stored[$name]
    }

    $before
}
