using System.CommandLine;
using RoleAssist.Core.Keys.Rotation;

namespace RoleAssist.Host.CommandLine.Verbs;

/// <summary><c>vault</c>: manages the access keys in the vault.</summary>
internal sealed class VaultVerb : Command
{
    public VaultVerb(Func<KeyRotation> rotation, IConsole console)
        : base("vault", "Manage the access keys in the vault.") => Add(new VaultRotateVerb(rotation, console));
}
