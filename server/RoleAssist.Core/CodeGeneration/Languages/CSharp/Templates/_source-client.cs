«if sourceProfile»
    using var source = new AmazonSecurityTokenServiceClient(new AmazonSecurityTokenServiceConfig
    {
        Profile = new Profile(«sourceProfile»),
        RegionEndpoint = region,
    });
«else»
    using var source = new AmazonSecurityTokenServiceClient(region);
«end»
