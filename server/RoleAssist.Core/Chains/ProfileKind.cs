namespace RoleAssist.Core.Chains;

/// <summary>The kinds of profile, by the source of its credentials.</summary>
public enum ProfileKind
{
    Settings,
    Role,
    AccessKey,
    Environment,
    InstanceMetadata,
    Container,
    SsoSession,
    Sso,
    WebIdentity,
    Process,
    Login,
}
