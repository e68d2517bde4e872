namespace RoleAssist.Core.Chains;

/// <summary>
/// The values that STS accepts for each parameter, from its service model (sts-2011-06-15), which a test compares.
/// Invalid values are reported before the call, with their line in the file.
/// </summary>
internal static class StsRules
{
    private const string NameCharacters = "_+=,.@-";

    public static TextRule RoleArn { get; } = Arn();

    public static TextRule RoleSessionName { get; } = Word(2, 64, NameCharacters);

    public static TextRule FederatedUserName { get; } = Word(2, 32, NameCharacters);

    public static TextRule SourceIdentity { get; } = Word(2, 64, NameCharacters);

    public static TextRule ExternalId { get; } = Word(2, 1224, "_+=,.@:/-");

    public static TextRule MfaSerial { get; } = Word(9, 256, "_+=/:,.@-");

    public static TextRule TagKey { get; } = Tag(1, 128);

    public static TextRule TagValue { get; } = Tag(0, 256);

    public static TextRule Policy { get; } =
        new(1, 2048, c => c is '\t' or '\n' or '\r' or (>= ' ' and <= '\u00FF'), "Latin-1 characters");

    public static TextRule PolicyArn { get; } = Arn();

    public static DurationRule RoleDuration { get; } = new(900, 43_200);

    public static DurationRule UserDuration { get; } = new(900, 129_600);

    public const int MaxTags = 50;

    public const int MaxPolicyArns = 10;

    /// <summary>
    /// The maximum lifetime of a role session that is obtained with another role's session, whatever either role
    /// allows.
    /// </summary>
    public const int ChainedRoleSeconds = 3_600;

    private static TextRule Arn() =>
        new(20, 2048, c => c is '\t' or '\n' or '\r' or '\u0085' || !char.IsControl(c), "printable characters");

    private static TextRule Word(int shortest, int longest, string signs) =>
        new(
            shortest,
            longest,
            c => char.IsAsciiLetterOrDigit(c) || signs.Contains(c, StringComparison.Ordinal),
            $"letters, digits and {signs}"
        );

    private static TextRule Tag(int shortest, int longest) =>
        new(
            shortest,
            longest,
            c =>
                char.IsLetter(c)
                || char.IsNumber(c)
                || char.IsSeparator(c)
                || "_.:/=+-@".Contains(c, StringComparison.Ordinal),
            "letters, digits, spaces and _.:/=+-@"
        );
}
