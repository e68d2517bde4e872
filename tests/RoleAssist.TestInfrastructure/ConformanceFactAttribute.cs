namespace RoleAssist.TestInfrastructure;

/// <summary>A test against AWS' own cases. It says that it was skipped where they are not beside the repository.</summary>
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute()
    {
        if (Repository.Conformance is null)
        {
            Skip = "skipped: conformance data not present";
        }
    }
}
