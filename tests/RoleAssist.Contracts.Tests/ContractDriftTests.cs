using RoleAssist.Contracts.Tests.Generation;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.Contracts.Tests;

/// <summary>
/// The C# interfaces and records are the only source of the wire: what other programs and the extension know of it is
/// generated from them and kept in the repository, and no type is written by hand twice.
/// </summary>
public class ContractDriftTests
{
    private const string UpdateVariable = "UPDATE_CONTRACT";

    [Fact]
    public void The_schema_is_what_the_contract_says() =>
        Match("server/RoleAssist.Contracts/contract.schema.json", SchemaGenerator.ToText(SchemaGenerator.Generate()));

    [Fact]
    public void The_extensions_types_are_what_the_contract_says() =>
        Match("extension/src/infrastructure/rpc/contract.generated.ts", TypeScriptGenerator.Generate(SchemaGenerator.Generate()));

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
            Assert.Fail($"""
                {path} is not what the C# contract says.
                {FirstDifference(kept.Split('\n'), generated.Split('\n'))}
                To rewrite it, run this at the root of the repository, then look at the change and commit it:
                  bash:       {UpdateVariable}=1 dotnet test tests/RoleAssist.Contracts.Tests
                  PowerShell: $env:{UpdateVariable} = 1; dotnet test tests/RoleAssist.Contracts.Tests; Remove-Item Env:{UpdateVariable}
                """);
        }
    }

    private static string FirstDifference(string[] kept, string[] generated)
    {
        var index = kept.Zip(generated).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {index + 1}\n  the file:     {kept.ElementAtOrDefault(index)}\n  the contract: {generated.ElementAtOrDefault(index)}";
    }
}
