using System.CommandLine;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>check</c>: the parent of the verbs that check files other than AWS' own.</summary>
internal sealed class CheckVerb : Command
{
    public CheckVerb(CheckTrustPolicyVerb trustPolicy)
        : base("check", "Check a file for mistakes.") => Add(trustPolicy);
}
