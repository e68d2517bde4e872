using RoleAssist.TestInfrastructure;

namespace RoleAssist.Sandbox.Tests.Support;

/// <summary>A test on AWS' own test data, which lies beside the repository or is reported as missing.</summary>
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
