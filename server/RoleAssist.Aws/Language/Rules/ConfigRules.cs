namespace RoleAssist.Aws.Language.Rules;

/// <summary>
/// The rules about the meaning of the AWS files. Rules about their format are in <c>SharedConfig</c>. Each has a section
/// in docs/diagnostics.md.
/// </summary>
internal static class ConfigRules
{
    public static readonly ConfigRule UnknownProperty = Information(nameof(UnknownProperty));
    public static readonly ConfigRule WrongCase = Warning(nameof(WrongCase));
    public static readonly ConfigRule DuplicateNestedProperty = Warning(nameof(DuplicateNestedProperty));
    public static readonly ConfigRule WrongPlace = Warning(nameof(WrongPlace));
    public static readonly ConfigRule InvalidValue = Error(nameof(InvalidValue));
    public static readonly ConfigRule ValueDividesSdks = Warning(nameof(ValueDividesSdks));
    public static readonly ConfigRule NotReadBy = Information(nameof(NotReadBy));
    public static readonly ConfigRule DanglingSourceProfile = Error(nameof(DanglingSourceProfile));
    public static readonly ConfigRule DanglingSsoSession = Error(nameof(DanglingSsoSession));
    public static readonly ConfigRule DanglingServices = Error(nameof(DanglingServices));
    public static readonly ConfigRule DanglingProfileInCommand = Warning(nameof(DanglingProfileInCommand));
    public static readonly ConfigRule ProfileCycle = Error(nameof(ProfileCycle));
    public static readonly ConfigRule SelfSource = Information(nameof(SelfSource));
    public static readonly ConfigRule TwoSources = Error(nameof(TwoSources));
    public static readonly ConfigRule NoSource = Error(nameof(NoSource));
    public static readonly ConfigRule IncompleteKeys = Error(nameof(IncompleteKeys));
    public static readonly ConfigRule KeyHalvesSwapped = Error(nameof(KeyHalvesSwapped));
    public static readonly ConfigRule SecretInConfigFile = Warning(nameof(SecretInConfigFile));
    public static readonly ConfigRule LongLivedKeyInPlainText = Warning(nameof(LongLivedKeyInPlainText));
    public static readonly ConfigRule TemporaryKeysInFile = Information(nameof(TemporaryKeysInFile));
    public static readonly ConfigRule SecretElsewhere = Error(nameof(SecretElsewhere));
    public static readonly ConfigRule FilePermissions = Warning(nameof(FilePermissions));
    public static readonly ConfigRule LegacySso = Information(nameof(LegacySso)) with { IsDeprecated = true };
    public static readonly ConfigRule SsoConflict = Error(nameof(SsoConflict));
    public static readonly ConfigRule DurationOverChainCap = Warning(nameof(DurationOverChainCap));
    public static readonly ConfigRule DurationNeverCached = Warning(nameof(DurationNeverCached));
    public static readonly ConfigRule DurationIgnored = Information(nameof(DurationIgnored));
    public static readonly ConfigRule MfaNotOnRole = Information(nameof(MfaNotOnRole));
    public static readonly ConfigRule MfaSerialOtherAccount = Warning(nameof(MfaSerialOtherAccount));
    public static readonly ConfigRule PartitionMismatch = Error(nameof(PartitionMismatch));
    public static readonly ConfigRule RegionUnknown = Warning(nameof(RegionUnknown));
    public static readonly ConfigRule AccountMismatch = Warning(nameof(AccountMismatch));
    public static readonly ConfigRule EndpointWithoutScheme = Error(nameof(EndpointWithoutScheme));
    public static readonly ConfigRule EndpointInsecure = Warning(nameof(EndpointInsecure));
    public static readonly ConfigRule ProcessNotFound = Warning(nameof(ProcessNotFound));
    public static readonly ConfigRule ProcessNeedsShell = Information(nameof(ProcessNeedsShell));
    public static readonly ConfigRule ProcessCallsItself = Error(nameof(ProcessCallsItself));
    public static readonly ConfigRule TokenFileMissing = Warning(nameof(TokenFileMissing));
    public static readonly ConfigRule UnusedSsoSession = Unused(nameof(UnusedSsoSession));
    public static readonly ConfigRule UnusedServices = Unused(nameof(UnusedServices));
    public static readonly ConfigRule DefaultShadowsEndpoint = Information(nameof(DefaultShadowsEndpoint));
    public static readonly ConfigRule NameNeedsQuotes = Warning(nameof(NameNeedsQuotes));

    private static ConfigRule Error(string code) => new(code, FindingLevel.Error);

    private static ConfigRule Warning(string code) => new(code, FindingLevel.Warning);

    private static ConfigRule Information(string code) => new(code, FindingLevel.Information);

    private static ConfigRule Unused(string code) => new(code, FindingLevel.Hint) { IsUnnecessary = true };
}
