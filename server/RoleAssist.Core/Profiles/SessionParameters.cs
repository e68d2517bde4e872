using RoleAssist.Core.Errors;

namespace RoleAssist.Core.Profiles;

/// <summary>
/// What narrows and marks the session of a role: policies, tags, source identity
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html). Only a request names them, no profile.
/// </summary>
internal static class SessionParameters
{
    public static AssumeRoleStep Of(AssumeTarget target, AssumeRoleStep step) => step with
    {
        Policy = target.Policy,
        PolicyArns = target.PolicyArns,
        Tags = target.Tags,
        TransitiveTagKeys = target.TransitiveTagKeys,
        SourceIdentity = target.SourceIdentity,
    };

    /// <exception cref="RoleAssistException"><see cref="ErrorCode.InvalidArgument"/>, with STS' rule.</exception>
    public static void Require(AssumeTarget target)
    {
        StsRules.Policy.Require("session policy", target.Policy);
        StsRules.SourceIdentity.Require("source identity", target.SourceIdentity);
        RequireAtMost(StsRules.MostPolicyArns, target.PolicyArns.Count, "policy ARNs");
        RequireAtMost(StsRules.MostTags, target.Tags.Count, "tags");
        foreach (var arn in target.PolicyArns)
        {
            StsRules.PolicyArn.Require("policy ARN", arn);
        }

        foreach (var (key, value) in target.Tags)
        {
            StsRules.TagKey.Require($"key of the tag '{key}'", key);
            StsRules.TagValue.Require($"value of the tag '{key}'", value);
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
        if (target is { Policy: null, SourceIdentity: null, PolicyArns: [], Tags.Count: 0, TransitiveTagKeys: [] })
        {
            return;
        }

        throw new RoleAssistException(
            ErrorCode.InvalidArgument,
            $"Session policies, tags and a source identity belong to a role that is assumed, and '{profile}' stands for none.",
            "Name a profile with a role_arn, or add --role-arn.")
        { Profile = profile };
    }

    private static void RequireAtMost(int most, int count, string what)
    {
        if (count > most)
        {
            throw new RoleAssistException(ErrorCode.InvalidArgument, $"There are {count} {what}; STS takes {most} at most.");
        }
    }
}
