function Get-AwsRole {
    <#
    .SYNOPSIS
    Shows the role that this PowerShell uses.
    .DESCRIPTION
    Returns the profile, the account, the ARN, the region and when the credentials expire. RoleAssist renews them before
    that. State needsMfa means that it cannot without a code: run Use-AwsRole again. There is no secret in the object.
    Without a role, nothing is returned. In a block of Invoke-AwsRole, the role is that of the block.
    .OUTPUTS
    RoleAssist.Role
    .EXAMPLE
    Get-AwsRole

    Shows the role.
    .EXAMPLE
    if ((Get-AwsRole).Account -ne '444455556666') { throw 'Wrong account.' }

    Lets a script check where it is.
    .EXAMPLE
    Invoke-AwsRole dev, test { if ((Get-AwsRole).Account -eq '444455556666') { throw 'Not in production.' }; terraform apply }

    Does so in a block.
    .LINK
    Use-AwsRole
    #>
    [CmdletBinding()]
    [OutputType('RoleAssist.Role')]
    param()

    # With another preference, a throw would not end a function.
    $ErrorActionPreference = 'Stop'
    $block = $script:RoleAssist.Block
    $role = if ($null -ne $block) { $block.Run } else { $script:RoleAssist.Role }
    if ($null -eq $role) {
        return
    }

    $sessions = (Get-RoleHostResult -Connection $role.Connection -Method 'roleassist/sessions/list').sessions
    $session = $sessions | Where-Object -Property 'sessionId' -EQ -Value $role.SessionId
    if ($null -eq $session) {
        throw (New-RoleError -Id 'SessionNotFound' -Message 'The session of this role has ended. Run Use-AwsRole again, or Clear-AwsRole.')
    }

    ConvertTo-RoleInfo -Session $session -Region $(if ($null -ne $block) { $role.Role.Region })
}
