package com.example.adverts;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application that makes ads. */
@SpringBootApplication
public class AdvertsApplication {
  public static void main(String[] args) {
    SpringApplication.run(AdvertsApplication.class, args);
  }
}
