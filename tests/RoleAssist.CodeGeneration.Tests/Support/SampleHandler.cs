using RoleAssist.Core.CodeGeneration;
using RoleAssist.Core.Profiles;

namespace RoleAssist.CodeGeneration.Tests.Support;

/// <summary>Generates code for the sample profiles.</summary>
internal sealed record SampleHandler(GenerateCodeHandler Handler, ProfileSet Profiles)
{
    public GeneratedCode Handle(CodeRequest request) => Handler.Handle(request, Profiles);
}
