using System.CommandLine;
using RoleAssist.Core.Chains;
using RoleAssist.Core.Errors;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary>The options that override a profile's settings.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string?> _roleArn = new("--role-arn")
    {
        Description = "The ARN of the role to assume instead of the profile's.",
    };
    private readonly Option<string?> _sourceProfile = new("--source-profile")
    {
        Description = "The profile whose credentials are used to assume the role.",
    };
    private readonly Option<string?> _duration = new("--duration")
    {
        Description = "The session duration: 1h, 90m, 3600.",
    };
    private readonly Option<string?> _sessionName = new("--session-name")
    {
        Description = "The session name that CloudTrail records; {user}, {host}, {profile} and {random} are replaced.",
    };

    private readonly Option<string?> _region = new("--region") { Description = "The AWS Region to use." };
    private readonly Option<string?> _externalId = new("--external-id")
    {
        Description = "The external ID that the role's owner gave you.",
    };
    private readonly Option<string?> _mfaSerial = new("--mfa-serial")
    {
        Description = "The MFA device's serial number or ARN.",
    };

    public TargetOptions(Command verb, string? duration = null)
    {
        _duration.Description = duration ?? _duration.Description;
        foreach (
            var option in (ReadOnlySpan<Option>)
                [_roleArn, _sourceProfile, _duration, _sessionName, _region, _externalId, _mfaSerial]
        )
        {
            verb.Add(option);
        }
    }

    /// <summary>Returns what the options say to assume.</summary>
    /// <exception cref="RoleAssistException">
    /// <see cref="ErrorCode.InvalidArgument"/> if the duration cannot be parsed.
    /// </exception>
    public AssumeTarget GetTarget(ParseResult parsed, string? profile) =>
        new()
        {
            Profile = profile,
            RoleArn = parsed.GetValue(_roleArn),
            SourceProfile = parsed.GetValue(_sourceProfile),
            DurationSeconds = parsed.GetValue(_duration) is { } duration ? DurationSyntax.ParseSeconds(duration) : null,
            RoleSessionName = parsed.GetValue(_sessionName),
            Region = parsed.GetValue(_region),
            ExternalId = parsed.GetValue(_externalId),
            MfaSerial = parsed.GetValue(_mfaSerial),
        };
}
