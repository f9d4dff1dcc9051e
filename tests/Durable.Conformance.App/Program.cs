using Durable.Conformance.App;
using Microsoft.Extensions.Hosting;

await ConformanceApp.Build(args).RunAsync();
