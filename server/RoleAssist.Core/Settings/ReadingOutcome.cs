namespace RoleAssist.Core.Settings;

/// <summary>What an SDK does with a value.</summary>
public enum ReadingOutcome
{
    /// <summary>It takes the value as it is meant.</summary>
    Accepts,

    /// <summary>It goes on with its default and says nothing.</summary>
    Ignores,

    /// <summary>It goes on with <c>false</c> and says nothing.</summary>
    IsFalse,

    /// <summary>It goes on with <c>true</c> and says nothing.</summary>
    IsTrue,

    /// <summary>It fails with an error that names the value.</summary>
    Fails,

    /// <summary>It goes on without the whole profile, so that the error is about a missing region.</summary>
    LosesProfile,
}
