namespace RoleAssist.Core.Sessions;

/// <summary>How MFA codes are used.</summary>
public enum MfaPreference
{
    /// <summary>
    /// One code for as many roles as possible, but a separate code for a role that is to last longer than priming
    /// allows.
    /// </summary>
    Automatic,

    /// <summary>One code per role, which then lasts as long as the role allows.</summary>
    Direct,

    /// <summary>
    /// One code for all roles behind a device. Each role lasts an hour at most and is renewed without a code.
    /// </summary>
    Prime,
}
