function Get-AwsRole {
    <#
    .SYNOPSIS
    Shows the role that this PowerShell uses.
    .DESCRIPTION
    Returns the profile, the account, the ARN, the region and when the credentials expire. RoleAssist renews them before
    that. State needsMfa means that it cannot without a code: run Use-AwsRole again. There is no secret in the object.
    Without a role, nothing is returned.
    .OUTPUTS
    RoleAssist.Role
    .EXAMPLE
    Get-AwsRole

    Shows the role.
    .EXAMPLE
    if ((Get-AwsRole).Account -ne '444455556666') { throw 'Wrong account.' }

    Lets a script check where it is.
    .LINK
    Use-AwsRole
    #>
    [CmdletBinding()]
    [OutputType('RoleAssist.Role')]
    param()

    # With another preference, a throw would not end a function.
    $ErrorActionPreference = 'Stop'
    $role = $script:RoleAssist.Role
    if ($null -eq $role) {
        return
    }

    $sessions = (Get-RoleHostResult -Connection $role.Connection -Method 'roleassist/sessions/list').sessions
    $session = $sessions | Where-Object -Property 'sessionId' -EQ -Value $role.SessionId
    if ($null -eq $session) {
        throw (New-RoleError -Id 'SessionNotFound' -Message 'The session of this role has ended. Run Use-AwsRole again, or Clear-AwsRole.')
    }

    ConvertTo-RoleInfo -Session $session
}
