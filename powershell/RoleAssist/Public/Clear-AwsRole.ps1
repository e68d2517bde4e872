function Clear-AwsRole {
    <#
    .SYNOPSIS
    Takes back the role that Use-AwsRole has set.
    .DESCRIPTION
    The environment variables, $StoredAWSCredentials and $StoredAWSRegion are again as they were before Use-AwsRole. The
    session stays with RoleAssist, so that using the role again asks for no code.
    .PARAMETER EndSession
    Also ends the session, in every window and shell. AWS itself accepts its credentials until they expire.
    .EXAMPLE
    Clear-AwsRole

    Works with your own credentials again.
    .EXAMPLE
    Clear-AwsRole -EndSession

    Also makes RoleAssist forget the credentials.
    .LINK
    Use-AwsRole
    #>
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [switch] $EndSession
    )

    # With another preference, a throw would not end a function.
    $ErrorActionPreference = 'Stop'
    Assert-NoBlock -Function 'Clear-AwsRole'
    $role = $script:RoleAssist.Role
    if ($null -eq $role -or -not $PSCmdlet.ShouldProcess('this PowerShell', 'Take back the role')) {
        return
    }

    Restore-RoleState -Before $role.Before
    $script:RoleAssist.Role = $null
    if ($EndSession) {
        $null = Get-RoleHostResult -Connection $role.Connection -Method 'roleassist/sessions/end' -Params @{ sessionId = $role.SessionId }
    }
}
