using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Chains;

/// <summary>
/// What narrows and marks the session of a role: policies, tags, source identity
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html). Only a request names them, no profile.
/// </summary>
internal static class SessionParameters
{
    public static AssumeRoleStep Of(AssumeTarget target, AssumeRoleStep step) => step with
    {
        RoleSessionName = target.RoleSessionName ?? step.RoleSessionName,
        Policy = PolicyOf(target),
        PolicyArns = target.PolicyArns,
        Tags = target.Tags,
        TransitiveTagKeys = target.TransitiveTagKeys,
        SourceIdentity = target.SourceIdentity,
    };

    /// <summary>A role that a token is exchanged for has a session name too.</summary>
    public static CredentialSource Of(AssumeTarget target, CredentialSource source)
    {
        NameTemplate.Require("session name", target.RoleSessionName, StsRules.RoleSessionName);
        return source is WebIdentitySource web && target.RoleSessionName is { } name ? web with { RoleSessionName = name } : source;
    }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>, with STS' rule.</exception>
    public static void Require(AssumeTarget target)
    {
        StsRules.Policy.Require("session policy", PolicyOf(target));
        NameTemplate.Require("session name", target.RoleSessionName, StsRules.RoleSessionName);
        NameTemplate.Require("source identity", target.SourceIdentity, StsRules.SourceIdentity);
        RequireAtMost(StsRules.MostPolicyArns, target.PolicyArns.Count, "policy ARNs");
        RequireAtMost(StsRules.MostTags, target.Tags.Count, "tags");
        foreach (var arn in target.PolicyArns)
        {
            StsRules.PolicyArn.Require("policy ARN", arn);
        }

        foreach (var (key, value) in target.Tags)
        {
            StsRules.TagKey.Require($"key of the tag '{key}'", key);
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw new RoleAssistException(ErrorCode.InvalidArgument, $"The tag '{key}' begins with aws:, which AWS keeps for itself.", "Give it another key.");
            }

            NameTemplate.Require($"value of the tag '{key}'", value, StsRules.TagValue);
        }

        if (target.Tags.Count > 1 && target.Tags.Keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument, $"The tags {string.Join(" and ", twice.Select(key => $"'{key}'"))} differ in case only, which is no difference to AWS.", "Keep one of them.");
        }

        if (target.TransitiveTagKeys.FirstOrDefault(key => !target.Tags.ContainsKey(key)) is { } absent)
        {
            throw new RoleAssistException(
                ErrorCode.InvalidArgument, $"The transitive tag '{absent}' is not among the tags.", "Give it a value, as in --tag key=value.");
        }
    }

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>: without a role they would have no effect.</exception>
    public static void RequireNone(AssumeTarget target, string profile)
    {
        if (target is { Policy: null, PolicyPreset: null, SourceIdentity: null, PolicyArns: [], Tags.Count: 0, TransitiveTagKeys: [] })
        {
            return;
        }

        throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            $"Session policies, tags and a source identity belong to a role that is assumed, and '{profile}' stands for none.",
            "Name a profile with a role_arn, or add --role-arn.")
        { Profile = profile };
    }

    private static string? PolicyOf(AssumeTarget target) => (target.Policy, target.PolicyPreset) switch
    {
        (not null, not null) => throw new RoleAssistException(
            ErrorCode.InvalidArgument, "A session has one inline policy: a preset or one of your own.", "Leave one of them out."),
        (var policy, null) => policy,
        (null, { } preset) => SessionPolicyPresets.Find(preset),
    };

    private static void RequireAtMost(int most, int count, string what)
    {
        if (count > most)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, $"There are {count} {what}; STS takes {most} at most.");
        }
    }
}
