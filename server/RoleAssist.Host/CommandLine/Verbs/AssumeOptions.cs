using System.CommandLine;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;
using RoleAssist.Core.Sessions;
using RoleAssist.Interop.Files;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options of every verb that assumes roles.</summary>
internal sealed class AssumeOptions
{
    /// <summary>In bytes; far more than STS accepts.</summary>
    private const int LongestPolicyFile = 64 * 1024;

    private readonly TargetOptions _target;
    private readonly MfaOptions _mfaCodes;
    private readonly Option<string?> _policy = new("--policy")
    {
        Description = "A file with a session policy, which restricts the role's permissions.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _policyPreset = new("--policy-preset")
    {
        Description =
            "A predefined session policy, which services and regions may narrow, as in agent:s3@eu-central-1.",
        HelpName = $"{string.Join('|', SessionPolicyPresets.Names)}[:SERVICE,...][@REGION,...]",
    };

    private readonly Option<string?> _only = new("--only")
    {
        Description = "Allow only these services, as in s3,lambda or s3@eu-central-1.",
        HelpName = "SERVICE,...",
    };

    private readonly Option<bool> _readOnly = new("--read-only") { Description = "Allow only reading." };
    private readonly Option<string[]> _policyArns = new("--policy-arn")
    {
        Description = "The ARN of a managed policy to use as a session policy; may be repeated.",
    };

    private readonly Option<string[]> _tags = new("--tag")
    {
        Description = "A session tag; may be repeated.",
        HelpName = "KEY=VALUE",
    };

    private readonly Option<string[]> _transitiveTags = new("--transitive-tag")
    {
        Description = "The key of a session tag that chained roles inherit; may be repeated.",
        HelpName = "KEY",
    };

    private readonly Option<MfaPreference> _mfa = new("--mfa")
    {
        Description =
            "How MFA codes are used: one for all roles that share a device (prime), one for each role "
            + "(direct), or whichever suits the roles (automatic).",
        HelpName = "automatic|direct|prime",
    };

    private readonly Option<string?> _sourceIdentity = new("--source-identity")
    {
        Description = "The source identity, which CloudTrail records for every role of a chain.",
    };

    private readonly Option<bool> _noKeep = new("--no-keep")
    {
        Description = "Neither use a kept session nor keep a new one: it stays in memory.",
    };

    /// <param name="verb">The verb that gets the options.</param>
    /// <param name="duration">What the duration is, for a verb whose is not the session's.</param>
    public AssumeOptions(Command verb, string? duration = null)
    {
        _target = new TargetOptions(verb, duration);
        verb.Add(_mfa);
        _mfaCodes = new MfaOptions(verb);
        _policyPreset.CompletionSources.Add([.. SessionPolicyPresets.Names]);
        foreach (
            var option in (ReadOnlySpan<Option>)
                [
                    _policy,
                    _policyPreset,
                    _only,
                    _readOnly,
                    _policyArns,
                    _tags,
                    _transitiveTags,
                    _sourceIdentity,
                    _noKeep,
                ]
        )
        {
            verb.Add(option);
        }
    }

    /// <summary>Returns what the options say to assume, and reads the policy file if there is one.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/> if an option is invalid or the policy file cannot be read.
    /// </exception>
    public async Task<AssumeTarget> GetTargetAsync(
        ParseResult parsed,
        string? profile,
        CancellationToken cancellationToken
    ) =>
        _target.GetTarget(parsed, profile) with
        {
            Policy = parsed.GetValue(_policy) is { } file
                ? await ReadPolicyAsync(file, cancellationToken).ConfigureAwait(false)
                : null,
            PolicyPreset = PresetOf(parsed),
            PolicyArns = parsed.GetValue(_policyArns) ?? [],
            Tags = TagsOf(parsed.GetValue(_tags) ?? []),
            TransitiveTagKeys = parsed.GetValue(_transitiveTags) ?? [],
            SourceIdentity = parsed.GetValue(_sourceIdentity),
        };

    /// <summary>
    /// Returns the options for the verb's sessions. Nothing renews these sessions, because the process does not keep
    /// running.
    /// </summary>
    public SessionOptions GetSessionOptions(ParseResult parsed) =>
        new(Preference: parsed.GetValue(_mfa), WillRenew: false, Keep: !parsed.GetValue(_noKeep));

    /// <summary>Returns the source of MFA codes, in case one is needed.</summary>
    public MfaCodeSource CreateMfaCodeSource(ParseResult parsed, IConsole console) =>
        _mfaCodes.CreateSource(parsed, console);

    /// <summary>Returns the MFA code given on the command line or stdin, for a verb that must not prompt.</summary>
    public string? GetMfaCode(ParseResult parsed, IConsole console) => _mfaCodes.GetCode(parsed, console);

    /// <summary>Gets the preset, of which <c>--only</c> and <c>--read-only</c> are short forms.</summary>
    private string? PresetOf(ParseResult parsed)
    {
        var shortForm = (parsed.GetValue(_readOnly), parsed.GetValue(_only)) switch
        {
            (false, null) => null,
            (true, null) => SessionPolicyPresets.ReadOnly,
            (true, { } services) => $"{SessionPolicyPresets.ReadOnly}:{services}",
            (false, { } services) => $"{SessionPolicyPresets.Only}:{services}",
        };
        return (parsed.GetValue(_policyPreset), shortForm) switch
        {
            (not null, not null) => throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                "--only and --read-only are policy presets, and a session can have only one.",
                "Remove --policy-preset, or write the preset as in read-only:s3."
            ),
            var (preset, _) => preset ?? shortForm,
        };
    }

    private static async Task<string> ReadPolicyAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await UntrustedFile.ReadTextAsync(file, LongestPolicyFile, cancellationToken).ConfigureAwait(false)
                ?? throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"The policy file {file} is larger than {LongestPolicyFile} bytes, the limit."
                );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument,
                $"The policy file cannot be read: {fault.Message}",
                inner: fault
            );
        }
    }

    private static Dictionary<string, string> TagsOf(IEnumerable<string> tags)
    {
        var parsed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.Split('=', 2) is not [{ Length: > 0 } key, var value] || !parsed.TryAdd(key, value))
            {
                throw new RoleAssistException(
                    ErrorCode.InvalidArgument,
                    $"--tag '{tag}' is not KEY=VALUE with a unique key."
                );
            }
        }

        return parsed;
    }
}
