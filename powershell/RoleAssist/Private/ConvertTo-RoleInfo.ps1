function ConvertTo-RoleInfo {
    <#
    .SYNOPSIS
    Turns a session of the contract into the object that the functions return. It has no secret.
    #>
    [CmdletBinding()]
    [OutputType('RoleAssist.Role')]
    param(
        [Parameter(Mandatory = $true)]
        [psobject] $Session,

        [string] $Region
    )

    # Local: PowerShell compares times with Get-Date by their digits, whatever zone they are in.
    $expiration = if ($Session.PSObject.Properties['expiration']) { ([datetime] $Session.expiration).ToLocalTime() }
    $own = if ($Session.PSObject.Properties['region']) { $Session.region }
    [pscustomobject] @{
        PSTypeName = 'RoleAssist.Role'
        Profile    = $Session.profile
        Account    = $Session.account
        Arn        = $Session.arn
        Region     = if ($Region) { $Region } else { $own }
        Expiration = $expiration
        State      = $Session.state
    }
}
