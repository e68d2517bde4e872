namespace RoleAssist.Core.Keys.Rotation;

/// <summary>What to do with the key of a profile.</summary>
/// <param name="Profile">The profile with the key in the vault.</param>
/// <param name="TokenCode">The code of the user's MFA device, if already known.</param>
/// <param name="Delete">Whether to delete the old key at once, instead of deactivating it.</param>
/// <param name="Finish">Whether only to delete the key that an earlier rotation deactivated.</param>
public sealed record RotationRequest(string Profile, string? TokenCode = null, bool Delete = false, bool Finish = false)
{
    /// <summary>
    /// Gets what asks the user whether to go on, given the reason as a sentence; null to go on and note the reason.
    /// </summary>
    public Func<string, CancellationToken, Task<bool>>? Confirm { get; init; }

    /// <summary>Returns only the profile, because the code may still be valid.</summary>
    public override string ToString() => Profile;
}
