using System.Runtime.CompilerServices;

namespace RoleAssist.TestInfrastructure;

/// <summary>A test against AWS' own cases. It says that it was skipped where they are not beside the repository.</summary>
public sealed class ConformanceFactAttribute : FactAttribute
{
    public ConformanceFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Repository.Conformance is null)
        {
            Skip = "skipped: conformance data not present";
        }
    }
}
