using System.CommandLine;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of every verb that assumes.</summary>
internal sealed class AssumeOptions
{
    /// <summary>Many times what STS takes.</summary>
    private const int LongestPolicyFile = 64 * 1024;

    private readonly TargetOptions _target;
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
        _target = new TargetOptions(verb);
        _policyPreset.AcceptOnlyFromAmong([.. SessionPolicyPresets.Names]);
        foreach (var option in (ReadOnlySpan<Option>)
            [_mfa, _mfaCode, _mfaCodeStdin, _policy, _policyPreset, _policyArns, _tags, _transitiveTags, _sourceIdentity])
        {
            verb.Add(option);
        }
    }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>.</exception>
    public async Task<AssumeTarget> TargetOfAsync(ParseResult parsed, string? profile, CancellationToken cancellationToken) => _target.TargetOf(parsed, profile) with
    {
        Policy = parsed.GetValue(_policy) is { } file ? await ReadPolicyAsync(file, cancellationToken).ConfigureAwait(false) : null,
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
        new(console, parsed.GetValue(_mfaCode), parsed.GetValue(_mfaCodeStdin), GlobalOptions.IsQuiet(parsed));

    /// <summary>The MFA code that came along, for a verb that must not ask.</summary>
    public string? MfaCodeOf(ParseResult parsed, IConsole console) =>
        parsed.GetValue(_mfaCode) ?? (parsed.GetValue(_mfaCodeStdin) ? console.ReadLine()?.Trim() : null);

    private static async Task<string> ReadPolicyAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await UntrustedFile.ReadTextAsync(file, LongestPolicyFile, cancellationToken).ConfigureAwait(false)
                ?? throw new RoleAssistException(ErrorCode.InvalidArgument, $"The policy file {file} has more than {LongestPolicyFile} bytes, which no session policy has.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
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
