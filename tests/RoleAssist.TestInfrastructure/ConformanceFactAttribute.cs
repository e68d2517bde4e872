using System.Runtime.CompilerServices;

namespace RoleAssist.TestInfrastructure;

/// <summary>A test that uses AWS' own test data and is skipped if the data is not next to the repository.</summary>
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute(
        [CallerFilePath] string? sourceFilePath = null,
        [CallerLineNumber] int sourceLineNumber = -1
    )
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Repository.Conformance is null)
        {
            Skip = "skipped: conformance data not present";
        }
    }
}
