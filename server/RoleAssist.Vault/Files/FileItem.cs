using RoleAssist.Core.Vault;

namespace RoleAssist.Vault.Files;

/// <summary>A secret in a sealed file.</summary>
internal sealed record FileItem(SecretName Name, string Label, SecretBytes Secret)
{
    public override string ToString() => Name.ToString();
}
