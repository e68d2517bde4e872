using System.CommandLine;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Profiles;
using RoleAssist.Core.Sessions;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of every verb that assumes.</summary>
internal sealed class AssumeOptions
{
    private readonly Option<string?> _roleArn = new("--role-arn") { Description = "The role to assume, instead of the profile's own." };
    private readonly Option<string?> _sourceProfile = new("--source-profile") { Description = "The profile whose credentials assume the role." };
    private readonly Option<string?> _duration = new("--duration") { Description = "How long the session lasts: 1h, 90m, 3600." };
    private readonly Option<string?> _sessionName = new("--session-name") { Description = "The name that CloudTrail shows; {user}, {host}, {profile} and {random} are filled in." };
    private readonly Option<string?> _region = new("--region") { Description = "The region to work in." };
    private readonly Option<string?> _externalId = new("--external-id") { Description = "The external ID that the role's owner gave you." };
    private readonly Option<string?> _mfaSerial = new("--mfa-serial") { Description = "The MFA device's serial number or ARN." };
    private readonly Option<string?> _mfaCode = new("--mfa-code") { Description = "The MFA device's current code. It is good once, but other programs can see it; prefer --mfa-code-stdin." };
    private readonly Option<bool> _mfaCodeStdin = new("--mfa-code-stdin") { Description = "Read the MFA code from the first line of stdin." };
    private readonly Option<string?> _policy = new("--policy") { Description = "A file with a session policy that narrows the role.", HelpName = "FILE" };
    private readonly Option<string?> _policyPreset = new("--policy-preset") { Description = "A session policy by name that narrows the role." };
    private readonly Option<string[]> _policyArns = new("--policy-arn") { Description = "A managed policy that narrows the role; may be repeated." };
    private readonly Option<string[]> _tags = new("--tag") { Description = "A session tag; may be repeated.", HelpName = "KEY=VALUE" };
    private readonly Option<string[]> _transitiveTags = new("--transitive-tag") { Description = "The key of a tag that chained roles inherit; may be repeated.", HelpName = "KEY" };
    private readonly Option<MfaPreference> _mfa = new("--mfa") { Description = "How MFA codes are spent: one for all roles behind a device (prime), one for each (direct), or as suits the roles (automatic).", HelpName = "automatic|direct|prime" };
    private readonly Option<string?> _sourceIdentity = new("--source-identity") { Description = "The identity that CloudTrail keeps through a chain of roles." };

    public AssumeOptions(Command verb)
    {
        _policyPreset.AcceptOnlyFromAmong([.. SessionPolicyPresets.Names]);
        foreach (var option in (ReadOnlySpan<Option>)
            [_roleArn, _sourceProfile, _duration, _sessionName, _region, _externalId, _mfaSerial, _mfa, _mfaCode, _mfaCodeStdin, _policy, _policyPreset, _policyArns, _tags, _transitiveTags, _sourceIdentity])
        {
            verb.Add(option);
        }
    }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public AssumeTarget TargetOf(ParseResult parsed, string? profile) => new()
    {
        Profile = profile,
        RoleArn = parsed.GetValue(_roleArn),
        SourceProfile = parsed.GetValue(_sourceProfile),
        DurationSeconds = parsed.GetValue(_duration) is { } duration ? DurationSyntax.ParseSeconds(duration) : null,
        RoleSessionName = parsed.GetValue(_sessionName),
        Region = parsed.GetValue(_region),
        ExternalId = parsed.GetValue(_externalId),
        MfaSerial = parsed.GetValue(_mfaSerial),
        Policy = parsed.GetValue(_policy) is { } file ? ReadPolicy(file) : null,
        PolicyPreset = parsed.GetValue(_policyPreset),
        PolicyArns = parsed.GetValue(_policyArns) ?? [],
        Tags = TagsOf(parsed.GetValue(_tags) ?? []),
        TransitiveTagKeys = parsed.GetValue(_transitiveTags) ?? [],
        SourceIdentity = parsed.GetValue(_sourceIdentity),
    };

    /// <summary>How the sessions are made. Nobody stays to renew what a verb hands out.</summary>
    /// <param name="identify">Whether the verb says who somebody is.</param>
    public SessionOptions SessionOptionsOf(ParseResult parsed, bool identify) =>
        new(Preference: parsed.GetValue(_mfa), WillRenew: false, Identify: identify);

    /// <summary>Where an MFA code comes from, should one be needed.</summary>
    public MfaCodeSource MfaCodeSourceOf(ParseResult parsed, IConsole console) =>
        new(console, parsed.GetValue(_mfaCode), parsed.GetValue(_mfaCodeStdin));

    /// <summary>The MFA code that came along, for a verb that must not ask.</summary>
    public string? MfaCodeOf(ParseResult parsed, IConsole console) =>
        parsed.GetValue(_mfaCode) ?? (parsed.GetValue(_mfaCodeStdin) ? console.ReadLine()?.Trim() : null);

    private static string ReadPolicy(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, $"The policy file cannot be read: {fault.Message}", inner: fault);
        }
    }

    private static Dictionary<string, string> TagsOf(IEnumerable<string> tags)
    {
        var parsed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.Split('=', 2) is not [{ Length: > 0 } key, var value] || !parsed.TryAdd(key, value))
            {
                throw new RoleAssistException(ErrorCode.InvalidArgument, $"--tag '{tag}' is not KEY=VALUE with a key of its own.");
            }
        }

        return parsed;
    }
}
