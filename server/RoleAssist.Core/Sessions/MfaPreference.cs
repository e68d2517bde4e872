namespace RoleAssist.Core.Sessions;

/// <summary>How somebody wants their MFA codes spent.</summary>
public enum MfaPreference
{
    /// <summary>One code for as much as possible; directly where a role is to last longer than priming allows.</summary>
    Automatic,

    /// <summary>A code for each role, which then lasts as long as the role may.</summary>
    Direct,

    /// <summary>One code for all roles behind a device, each an hour at most and renewed without a code.</summary>
    Prime,
}
