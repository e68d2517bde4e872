using System.CommandLine;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault</c>: the verbs about long-lived keys in the operating system's keychain.</summary>
internal sealed class VaultVerb : Command
{
    public VaultVerb(params IEnumerable<Command> verbs)
        : base("vault", "Keep long-lived keys in the operating system's keychain instead of the AWS files.")
    {
        foreach (var verb in verbs)
        {
            Add(verb);
        }
    }
}
