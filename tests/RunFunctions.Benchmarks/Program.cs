Console.WriteLine("RunFunctions benchmarks");
