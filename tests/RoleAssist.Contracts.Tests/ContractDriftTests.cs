using RoleAssist.Contracts.Tests.Generation;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Contracts.Tests;

/// <summary>
/// The C# interfaces and records are the only source of the contract. The schema and the extension's types are generated
/// from them and committed, so no type is written by hand twice.
/// </summary>
public class ContractDriftTests
{
    private const string UpdateVariable = "UPDATE_CONTRACT";

    [Fact]
    public void The_schema_matches_the_contract() =>
        Match("server/RoleAssist.Contracts/contract.schema.json", SchemaGenerator.ToText(SchemaGenerator.Generate()));

    [Fact]
    public void The_extensions_types_match_the_contract() =>
        Match(
            "extension/src/infrastructure/rpc/contract.generated.ts",
            TypeScriptGenerator.Generate(SchemaGenerator.Generate())
        );

    private static void Match(string path, string generated)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(file, generated);
        }

        var kept = File.Exists(file) ? File.ReadAllText(file) : "";
        if (kept != generated)
        {
            Assert.Fail(
                $"""
                {path} does not match the C# contract.
                {FirstDifference(kept.Split('\n'), generated.Split('\n'))}
                To regenerate it, run this in the repository root, then review and commit the change:
                  bash:       {UpdateVariable}=1 dotnet test tests/RoleAssist.Contracts.Tests
                  PowerShell: $env:{UpdateVariable} = 1; dotnet test tests/RoleAssist.Contracts.Tests; Remove-Item Env:{UpdateVariable}
                """
            );
        }
    }

    private static string FirstDifference(string[] kept, string[] generated)
    {
        var index = kept.Zip(generated).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {index + 1}\n  the file:     {kept.ElementAtOrDefault(index)}\n  the contract: {generated.ElementAtOrDefault(index)}";
    }
}
