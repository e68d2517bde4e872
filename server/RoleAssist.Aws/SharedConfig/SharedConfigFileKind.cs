namespace RoleAssist.Aws.SharedConfig;

/// <summary>The kind of file, which determines the syntax of its headers.</summary>
public enum SharedConfigFileKind
{
    Config,
    Credentials,
}
