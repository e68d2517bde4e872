namespace RoleAssist.Aws.SharedConfig.Editing;

/// <summary>
/// A profile whose keys leave the AWS files. The keys must be saved elsewhere first: after the move they are in no
/// file.
/// </summary>
/// <param name="Profile">The profile.</param>
/// <param name="AccessKeyId">The key that was saved. The move is refused if the files have another one.</param>
/// <param name="SecretAccessKey">Its secret.</param>
/// <param name="Settings">
/// The settings by which tools get credentials from now on, such as <c>credential_process</c>. They are written to the
/// config file.
/// </param>
/// <param name="Subject">
/// Where the keys are saved, such as an item of the vault: an interrupted move is completed only if this still exists.
/// It is not a secret.
/// </param>
public sealed record KeyMove(
    string Profile,
    string AccessKeyId,
    string SecretAccessKey,
    IReadOnlyList<KeyValuePair<string, string>> Settings,
    string Subject
)
{
    /// <summary>Returns no key.</summary>
    public override string ToString() => $"{Profile} -> {Subject}";
}
