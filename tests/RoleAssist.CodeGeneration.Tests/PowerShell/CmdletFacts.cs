using System.Text.Json;
using RoleAssist.TestInfrastructure;

namespace RoleAssist.CodeGeneration.Tests.PowerShell;

/// <summary>Facts about the AWS Tools' cmdlets, observed in version 4 and a build of version 5.</summary>
internal static class CmdletFacts
{
    public static IReadOnlyList<string> Versions { get; } = ["v4", "v5"];

    /// <summary>Returns a cmdlet in a version, or null if it is not part of the AWS Tools.</summary>
    public static JsonElement? Find(string cmdlet, string version)
    {
        foreach (var group in (string[])["cmdlets", "more_cmdlets"])
        {
            if (Document.RootElement.GetProperty(group).TryGetProperty(cmdlet, out var found))
            {
                return found.GetProperty(version);
            }
        }

        return null;
    }

    /// <summary>Whether a parameter set accepts these parameters together and has all its mandatory ones.</summary>
    public static bool Takes(JsonElement cmdlet, IReadOnlyCollection<string> parameters)
    {
        var known = cmdlet.GetProperty("parameters").EnumerateObject().ToList();
        var named = parameters
            .Where(name => !CommonParameters.Contains(name))
            .Select(name => known.FirstOrDefault(parameter => IsCalled(parameter, name)))
            .ToList();
        return named.All(parameter => parameter.Value.ValueKind == JsonValueKind.Object)
            && cmdlet
                .GetProperty("parameterSets")
                .EnumerateArray()
                .Select(set => set.GetString()!)
                .Any(set =>
                    named.All(parameter => IsIn(parameter, set, out _))
                    && known.All(parameter =>
                        !(IsIn(parameter, set, out var isMandatory) && isMandatory)
                        || named.Any(given => given.Name == parameter.Name)
                    )
                );
    }

    private static readonly string[] CommonParameters =
    [
        "ErrorAction",
        "WarningAction",
        "Verbose",
        "WhatIf",
        "Confirm",
    ];

    private static JsonDocument Document { get; } =
        JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Conformance!, "..", "research", "powershell-cmdlets.json"))
        );

    private static bool IsCalled(JsonProperty parameter, string name) =>
        parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        || parameter
            .Value.GetProperty("aliases")
            .EnumerateArray()
            .Any(alias => name.Equals(alias.GetString(), StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(JsonProperty parameter, string set, out bool isMandatory)
    {
        var sets = parameter.Value.GetProperty("parameterSets");
        var isIn = sets.TryGetProperty(set, out var found) || sets.TryGetProperty("__AllParameterSets", out found);
        isMandatory = isIn && found.GetProperty("mandatory").GetBoolean();
        return isIn;
    }
}
