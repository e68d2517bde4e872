namespace RoleAssist.Aws.SharedConfig;

/// <summary>The kind of file, which determines the syntax of its headers.</summary>
internal enum SharedConfigFileKind
{
    Config,
    Credentials,
}
