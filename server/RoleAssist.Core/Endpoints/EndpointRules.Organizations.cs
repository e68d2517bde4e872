namespace RoleAssist.Core.Endpoints;

/// <content>
/// The rules of Organizations, a global service with one endpoint in each partition
/// (https://docs.aws.amazon.com/general/latest/gr/ao.html), and of EC2, a regional one.
/// </content>
public static partial class EndpointRules
{
    public static ServiceEndpoint Organizations(EndpointRequest request)
    {
        var region = request.Partition.Id == "aws-cn" ? "cn-northwest-1" : request.Partition.ImplicitGlobalRegion;
        return Custom(request) is { } custom
            ? custom with
            {
                SigningRegion = region,
            }
            : RegionalWithGovCloudFips(request with { Region = region }, "organizations") with
            {
                SigningRegion = region,
            };
    }

    public static ServiceEndpoint Ec2(EndpointRequest request) =>
        Custom(request) ?? RegionalWithGovCloudFips(request, "ec2");
}
