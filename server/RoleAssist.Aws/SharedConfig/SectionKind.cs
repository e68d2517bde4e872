namespace RoleAssist.Aws.SharedConfig;

internal enum SectionKind
{
    /// <summary>A section that RoleAssist does not use.</summary>
    Ignored,

    /// <summary><c>[profile x]</c> in the config file, <c>[x]</c> in the credentials file.</summary>
    Profile,

    /// <summary><c>[default]</c> in the config file, over which <c>[profile default]</c> takes precedence.</summary>
    BareDefault,

    /// <summary><c>[sso-session x]</c>.</summary>
    SsoSession,

    /// <summary><c>[services x]</c>.</summary>
    Services,
}
