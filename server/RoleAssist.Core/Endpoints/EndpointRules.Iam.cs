namespace RoleAssist.Core.Endpoints;

/// <content>
/// The rules of IAM, a global service: each partition has one host and one region to sign for, whatever region is
/// requested.
/// </content>
public static partial class EndpointRules
{
    public static ServiceEndpoint Iam(EndpointRequest request)
    {
        var region = IamRegionOf(request);
        if (Custom(request) is { } custom)
        {
            return custom with { SigningRegion = region };
        }

        if (request.Region is null)
        {
            throw RegionMissing(request);
        }

        RequireSupport(request);
        return Create(request, IamHostOf(request, region)) with { SigningRegion = region };
    }

    /// <summary>China's global services are in the other of its regions, except for IAM without FIPS.</summary>
    private static string IamRegionOf(EndpointRequest request) =>
        request is { Partition.Id: "aws-cn", UseFips: false } ? "cn-north-1" : request.Partition.ImplicitGlobalRegion;

    private static string IamHostOf(EndpointRequest request, string region)
    {
        var suffix = request.UseDualStack ? request.Partition.DualStackDnsSuffix : request.Partition.DnsSuffix;
        var name = request.UseFips ? "iam-fips" : "iam";
        return (request.Partition.Id, request.UseFips, request.UseDualStack) switch
        {
            // The regular hosts of GovCloud are its FIPS hosts.
            ("aws-us-gov", _, _) => $"iam.us-gov.{suffix}",
            ("aws", _, true) or ("aws-cn", false, true) => $"{name}.global.{suffix}",
            ("aws", _, _) or (_, _, true) => $"{name}.{suffix}",
            ("aws-iso" or "aws-iso-b", true, _) or (_, false, _) => $"{name}.{region}.{suffix}",
            _ => $"{name}.{suffix}",
        };
    }
}
