function Restore-RoleState {
    <#
    .SYNOPSIS
    Brings back the state that Set-RoleState has returned.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)]
        [hashtable] $Before
    )

    foreach ($name in $Before.Environment.Keys) {
        Set-EnvironmentVariable -Name $name -Value $Before.Environment[$name]
    }

    foreach ($name in $Before.Stored.Keys) {
        # A variable that was there and empty comes back, too: in a script it would hide another one.
        if ($null -eq $Before.Stored[$name]) {
            Set-GlobalVariable -Name $name -Value $null
        }
        else {
            Set-Variable -Name $name -Value $Before.Stored[$name].Value -Scope Global
        }
    }
}
